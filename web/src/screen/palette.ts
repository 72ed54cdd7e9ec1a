/** The sixteen colours of a cell, in the order of ECMA-48 SGR 30-37 and 90-97, tuned for a dark ground: bright ones reach a contrast of 7:1, grey 4.5:1. */
export const PALETTE: readonly string[] = [
  '#0e0f14', '#b5474a', '#3f9a58', '#b08334', '#4a63c4', '#9a52a8', '#2f97a3', '#c3c7d1',
  '#7d8291', '#ff7b76', '#7be28b', '#ffd866', '#8ba6ff', '#e08cff', '#6fe3f0', '#ffffff',
];
