package dev.headwater.edge;

import io.netty.channel.FileRegion;
import io.netty.util.AbstractReferenceCounted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A cached body as the socket takes it. A reader who is slow holds a position in the shared bytes and nothing else: as an
 * ordinary buffer, the whole body would be copied out of the heap and wait in front of each slow socket.
 */
final class MemoryRegion extends AbstractReferenceCounted implements FileRegion {
    /** What one write may copy out of the heap. */
    private static final int WRITE_BYTES = 128 * 1024;

    private final ByteBuffer bytes;
    private final Meter meter;
    private long transferred;

    MemoryRegion(ByteBuffer bytes, Meter meter) {
        this.bytes = bytes.slice();
        this.meter = meter;
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) throws IOException {
        int from = Math.toIntExact(position);
        int written = target.write(bytes.slice(from, Math.min(WRITE_BYTES, bytes.limit() - from)));
        if (written > 0) {
            transferred += written;
            meter.sent(written);
        }
        return written;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public long count() {
        return bytes.limit();
    }

    @Override
    public long transferred() {
        return transferred;
    }

    @Override
    @Deprecated
    public long transfered() {
        return transferred;
    }

    @Override
    public FileRegion retain() {
        super.retain();
        return this;
    }

    @Override
    public FileRegion retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public FileRegion touch() {
        return this;
    }

    @Override
    public FileRegion touch(Object hint) {
        return this;
    }

    @Override
    protected void deallocate() {}
}
