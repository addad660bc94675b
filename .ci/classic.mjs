/*
 * A page without an origin of its own (opened as a file, or in a sandboxed frame) may load classic
 * scripts only: every module script and every style sheet asked for with CORS is refused. So the
 * build makes the page a second time, as one classic script with its styles inside, and the page
 * takes that one where it has to.
 */
import { build } from 'vite';

const entry = 'src/app/main.tsx';
const name = 'classic.js';

/** What Vite writes into the page for its modules: to be loaded only where they may be. */
const moduleTags =
  /[ \t]*(?:<script type="module"[^>]*><\/script>|<link rel="(?:modulepreload|stylesheet)" crossorigin[^>]*>)\n?/g;

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
        return html
          .replace(moduleTags, '')
          .replace('</head>', `${chooser(classic.fileName, tags)}</head>`);
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
 */
function chooser(classic, tags) {
  const written = tags.map((tag) => tag.trim()).join('');
  return `  <script>
      document.write(
        self.origin === 'null' || location.protocol === 'file:'
          ? ${quoted(`<script defer src="./${classic}"></script>`)}
          : ${quoted(written)},
      );
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
