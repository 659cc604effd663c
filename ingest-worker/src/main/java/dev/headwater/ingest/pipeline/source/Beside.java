package dev.headwater.ingest.pipeline.source;

import dev.headwater.core.media.Track;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A stream that is heard or read beside the picture. */
public record Beside(AVCodecParameters codec, AVRational time, Track track) {}
