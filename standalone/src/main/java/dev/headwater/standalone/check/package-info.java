/** Looks at a stream as a strict player would: playlists, what they name, and whether both agree over time. */
package dev.headwater.standalone.check;
