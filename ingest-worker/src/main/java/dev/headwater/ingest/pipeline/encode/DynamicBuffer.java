package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import dev.headwater.ingest.pipeline.av.Av;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Memory that FFmpeg writes to as to a file, one after the other. */
final class DynamicBuffer {
    private final AVIOContext io = new AVIOContext(null);

    AVIOContext open() {
        Av.check(avio_open_dyn_buf(io), "no memory for a segment");
        return io;
    }

    boolean isOpen() {
        return !io.isNull();
    }

    /** What was written since it was opened. */
    byte[] close() {
        BytePointer data = new BytePointer((Pointer) null);
        byte[] bytes = new byte[avio_close_dyn_buf(io, data)];
        data.get(bytes, 0, bytes.length);
        av_free(data);
        io.setNull();
        return bytes;
    }
}
