/** What an edge on another machine reads from its origin, over HTTP: objects, and the keys that sign URLs. */
package dev.headwater.edge.origin;
