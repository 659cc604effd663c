/** What is read of other systems in their own ways: playlists of HLS, datagrams, RTMP, RTSP. It knows nothing of media. */
package dev.headwater.ingest.fetch;
