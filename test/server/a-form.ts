/** A form as a browser sends it (multipart/form-data), for requests that go over no line. */
export function form(
  parts: readonly { name: string; filename?: string; type?: string; content: string | Buffer }[],
) {
  const boundary = 'spoor-test-boundary'
  const chunks = parts.flatMap(({ name, filename, type, content }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`,
    filename === undefined ? '' : `; filename="${filename}"`,
    type === undefined ? '' : `\r\nContent-Type: ${type}`,
    '\r\n\r\n',
    content,
    '\r\n',
  ])
  const payload = Buffer.concat([...chunks, `--${boundary}--\r\n`].map((chunk) => Buffer.from(chunk)))
  return { payload, type: `multipart/form-data; boundary=${boundary}` }
}
