/** Playing over HTTP: entry, media playlists, segment redirects. */
package dev.headwater.api.play;
