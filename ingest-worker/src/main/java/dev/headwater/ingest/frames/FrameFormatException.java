package dev.headwater.ingest.frames;

import java.io.IOException;

/** What came is no frame: truncated, too large, or of a type nobody knows. */
public final class FrameFormatException extends IOException {
    FrameFormatException(String message) {
        super(message);
    }
}
