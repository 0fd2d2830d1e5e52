import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The bundle is committed, so the same source must give the same bytes: no time, host or absolute path gets into it.
export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: "../src/musnad/review/static",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the server's content policy allows no data: fonts
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765", "/enter": "http://127.0.0.1:8765" } },
});
