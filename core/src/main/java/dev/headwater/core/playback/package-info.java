/** Playing: entry, ticketed playlists, segments redirected to a signed URL on the best edge of the moment. */
package dev.headwater.core.playback;
