/** Live windows, segment names and playlists: what a channel shows, as values and pure functions. */
package dev.headwater.core.hls;
