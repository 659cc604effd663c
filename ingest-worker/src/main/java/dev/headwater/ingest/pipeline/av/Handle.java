package dev.headwater.ingest.pipeline.av;

import org.bytedeco.javacpp.Pointer;

/** A number where C wants a pointer. */
final class Handle extends Pointer {
    Handle(long number) {
        super((Pointer) null);
        address = number;
    }
}
