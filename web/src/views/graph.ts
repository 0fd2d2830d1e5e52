/** Where the actors of a network stand: a force layout, computed at once and always the same for the same network. */
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import type { Network } from "../lib/types";

export const MOST = 120; // actors that one drawing shows: more cannot be read
export interface Spot extends SimulationNodeDatum { id: string; name: string; kind: string; x: number; y: number; degree: number }

/** The busiest actors of the network with their places, in a field of width × height. */
export function layout(network: Network, width: number, height: number): Spot[] {
  const degree = new Map<string, number>();
  for (const edge of network.edges) for (const end of [edge.head, edge.tail]) degree.set(end, (degree.get(end) ?? 0) + edge.claims.length);
  const shown = network.nodes.filter((n) => degree.has(n.id)).sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0)).slice(0, MOST);
  const spots: Spot[] = shown.map((n, k) => ({ ...n, degree: degree.get(n.id) ?? 0, x: width / 2 + 18 * Math.sqrt(k) * Math.cos(k * 2.4), y: height / 2 + 18 * Math.sqrt(k) * Math.sin(k * 2.4) }));
  const known = new Set(spots.map((spot) => spot.id));
  const links = network.edges.filter((e) => known.has(e.head) && known.has(e.tail)).map((e) => ({ source: e.head, target: e.tail }));
  const simulation = forceSimulation(spots)
    .force("link", forceLink<Spot, { source: string | Spot; target: string | Spot }>(links).id((spot) => spot.id).distance(120))
    .force("charge", forceManyBody().strength(-260)).force("collide", forceCollide<Spot>((spot) => 22 + Math.min(spot.name.length, 26) * 1.9).iterations(2)).force("x", forceX(width / 2).strength(0.06)).force("y", forceY(height / 2).strength(0.1)).force("center", forceCenter(width / 2, height / 2)).stop();
  simulation.tick(250);
  for (const spot of spots) {
    spot.x = Math.min(Math.max(spot.x, 80), width - 80);
    spot.y = Math.min(Math.max(spot.y, 24), height - 30);
  }
  return spots;
}
