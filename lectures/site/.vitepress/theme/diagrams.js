// Draws Mermaid diagrams, each once for a light page and once for a dark one.

let turn = Promise.resolve(); // Mermaid has one configuration for all, so they are drawn one by one
let number = 0;

/** Returns the two drawings of `source` as `[{theme, svg}]`. */
export function draw(source) {
  const drawn = turn.then(() => both(source));
  turn = drawn.catch(() => {}); // one that cannot be drawn must not hold up the others
  return drawn;
}

async function both(source) {
  const { default: mermaid } = await import('mermaid');
  const drawings = [];
  for (const [theme, colours] of [['light', 'neutral'], ['dark', 'dark']]) {
    mermaid.initialize({ startOnLoad: false, theme: colours, suppressErrorRendering: true });
    const { svg } = await mermaid.render(`diagram-${++number}`, source);
    drawings.push({ theme, svg });
  }
  return drawings;
}
