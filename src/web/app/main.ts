import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'

const root = document.getElementById('spoor')
if (root) createRoot(root).render(createElement(App, { now: () => new Date() }))
