package dev.headwater.edge;

import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Part of a file, sent by the system, and counted as it goes. */
final class MeteredFileRegion extends DefaultFileRegion {
    private final Meter meter;

    MeteredFileRegion(FileChannel channel, long position, long count, Meter meter) {
        super(channel, position, count);
        this.meter = meter;
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) throws IOException {
        long written = super.transferTo(target, position);
        if (written > 0) {
            meter.sent(written);
        }
        return written;
    }
}
