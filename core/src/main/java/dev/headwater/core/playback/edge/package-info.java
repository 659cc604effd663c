/** The pool of edges and the choice among them. */
package dev.headwater.core.playback.edge;
