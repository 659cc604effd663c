/** Films and episodes, part by part: encoded, joined, with their MP4, pictures and storyboard. */
package dev.headwater.ingest.pipeline.title;
