import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the screens to dist/web. Nothing is inlined: the content security policy allows files of our own only. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
})
