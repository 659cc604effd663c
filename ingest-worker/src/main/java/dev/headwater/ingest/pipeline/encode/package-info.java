/** From pictures, sounds and subtitles to segments: encoders and their ladders, muxers, and cutting in step. */
package dev.headwater.ingest.pipeline.encode;
