/** Sessions: playbacks that hold a connection of their line, taken, renewed, lapsed and ended. */
package dev.headwater.core.playback.session;
