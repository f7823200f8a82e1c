import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `npm run dev` asks a collector on its usual port; the built page asks where it came from
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "yizhan_dashboards/dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // what seldom changes apart from what does
        codeSplitting: { groups: [{ name: "react", test: /node_modules\/(react|react-dom|react-router|scheduler)\// }] },
      },
    },
  },
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:8080" } },
});
