/*
 * A page without an origin of its own (opened as a file, or in a sandboxed frame) may load classic
 * scripts only: every module script and every style sheet asked for with CORS is refused. So the
 * build makes the page a second time, as one classic script with its styles inside, and the page
 * takes that one where it has to. Elsewhere it starts the conductor's worker at once, so that it
 * comes up while the page's own script is still being loaded (src/workers/early.ts).
 */
import { build } from 'vite';

const entry = 'src/app/main.tsx';
const name = 'classic.js';

/** What Vite writes into the page for its modules: to be loaded only where they may be. */
const moduleTags =
  /[ \t]*(?:<script type="module"[^>]*><\/script>|<link rel="(?:modulepreload|stylesheet)" crossorigin[^>]*>)\n?/g;

/** The script of the workers, which Vite names after its source. */
const workerScript = /\/lab\.worker-[^/]*\.js$/;

/**
 * Adds the classic script to a build of the page.
 *
 * @param {() => import('vite').UserConfig} config how the page itself is built; made anew, for
 *   plugins are not to be shared between two builds
 * @returns {import('vite').Plugin}
 */
export function classicTwin(config) {
  return {
    name: 'classic-twin',
    apply: 'build',
    async buildStart() {
      this.emitFile({ type: 'asset', name, source: await bundle(config()) });
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle: files }) {
        const classic = Object.values(files ?? {}).find(
          (file) => file.type === 'asset' && file.names.includes(name),
        );
        if (!classic) throw new Error(`${name} is not among the files of the build`);
        const tags = html.match(moduleTags) ?? [];
        if (tags.length === 0) throw new Error('index.html has no module script to stand in for');
        const worker = Object.keys(files ?? {}).find((path) => workerScript.test(path));
        if (worker === undefined) throw new Error('the worker script is not among the files');
        return html
          .replace(moduleTags, '')
          .replace('</head>', `${chooser(classic.fileName, tags, worker)}</head>`);
      },
    },
  };
}

/**
 * Writes the tags of one of the two. Written, not made by the DOM, so that style sheets hold the
 * first painting up as they do when they stand in the page.
 *
 * @param {string} classic
 * @param {string[]} tags
 * @param {string} worker
 */
function chooser(classic, tags, worker) {
  const written = tags.map((tag) => tag.trim()).join('');
  return `  <script>
      (function () {
        if (self.origin === 'null' || location.protocol === 'file:') {
          document.write(${quoted(`<script defer src="./${classic}"></script>`)});
          return;
        }
        document.write(${quoted(written)});
        if (/[?&]engine=/.test(location.search)) return;
        try {
          var early = { worker: new Worker('./${worker}', { name: 'conductor' }), failure: null };
          early.worker.addEventListener('error', function (event) {
            event.preventDefault();
            early.failure = event.message || 'it did not start';
          });
          window.earlyConductor = early;
        } catch {}
      })();
    </script>
  `;
}

/** @param {string} markup */
function quoted(markup) {
  return `'${markup.replaceAll("'", String.raw`\'`).replaceAll('</script>', String.raw`<\/script>`)}'`;
}

/**
 * The whole page as the text of one script.
 *
 * @param {import('vite').UserConfig} config
 * @returns {Promise<string>}
 */
async function bundle(config) {
  const built = await build({
    ...config,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ...config.build,
      write: false,
      sourcemap: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', codeSplitting: false },
        // Workers by their address are refused there anyway, and the next rung holds.
        checks: { emptyImportMeta: false },
      },
    },
  });
  if (!('output' in built)) throw new Error('expected one output of the classic build');
  let script = '';
  let styles = '';
  for (const file of built.output) {
    if (file.type === 'chunk') script += file.code;
    else if (file.fileName.endsWith('.css')) styles += String(file.source);
  }
  const style = `document.head.append(Object.assign(document.createElement("style"),{textContent:${JSON.stringify(styles)}}));`;
  return `${style}\n${script}`;
}
