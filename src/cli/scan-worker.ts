import { parentPort, workerData } from 'node:worker_threads'

import { type CatalogueFile, compileCatalogue } from '#scan/scan.ts'

import { type LineBatch, scanBatch } from './scan-batch.ts'

/** What a scanning thread is given: the catalogue as text, so that every thread compiles the same. */
export interface ScanWorkerData {
  readonly files: readonly CatalogueFile[]
  readonly all: boolean
}

const { files, all } = workerData as ScanWorkerData
const catalogue = compileCatalogue(files)

parentPort?.on('message', (batch: LineBatch) => {
  const result = scanBatch(catalogue, batch, all)
  // Rejected lines are views on the batch: they go along as copies, so that a small one does not carry the whole.
  const rejected = result.rejected.map((line) => ({ ...line, bytes: line.bytes.slice() }))
  parentPort?.postMessage({ ...result, rejected }, [result.output.buffer])
})
