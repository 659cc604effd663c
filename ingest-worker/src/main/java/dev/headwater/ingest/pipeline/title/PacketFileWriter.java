package dev.headwater.ingest.pipeline.title;

import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Encoder;
import dev.headwater.ingest.pipeline.encode.PacketSink;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Encoded packets of several streams in a file, to be muxed later: as they are, with all their time stamps. It has its
 * name only when all of it is on the disk, so whoever finds one finds it whole. {@link PacketFileReader} reads it.
 */
public final class PacketFileWriter implements AutoCloseable {
    static final int MAGIC = 0x48575031; // HWP1
    static final int END = 0xff;

    /** {@value #END}, length. */
    static final int TAIL = 1 + 8;

    private static final int BUFFER = 256 * 1024;

    private final Path target;
    private final Path temporary;
    private final FileChannel file;
    private final DataOutputStream out;

    public PacketFileWriter(Path target, List<Encoder> streams) throws IOException {
        this.target = target;
        this.temporary =
                Files.createTempFile(target.toAbsolutePath().getParent(), target.getFileName() + "-", TitleFiles.BEGUN);
        this.file = FileChannel.open(temporary, StandardOpenOption.WRITE);
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
        out.writeInt(MAGIC);
        out.writeByte(streams.size());
        for (Encoder encoder : streams) {
            PacketStream.of(encoder).write(out);
        }
    }

    /** Leaves the packet as it is. */
    public void write(int stream, AVPacket packet) {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes, 0, bytes.length);
        try {
            out.writeByte(stream);
            out.writeInt(packet.flags());
            out.writeLong(packet.pts());
            out.writeLong(packet.dts());
            out.writeInt((int) packet.duration());
            out.writeInt(bytes.length);
            out.write(bytes);
        } catch (IOException e) {
            throw new PipelineException("what was encoded can not be put on the disk: " + e.getMessage());
        }
    }

    /** @param length of what was encoded, in whatever the reader wants to know it */
    public void finish(long length) throws IOException {
        out.writeByte(END);
        out.writeLong(length);
        out.flush();
        file.force(true);
        file.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(temporary);
    }

    /** A sink for each stream, in order. */
    List<PacketSink> sinks(int count) {
        List<PacketSink> sinks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int stream = i;
            sinks.add((packet, timeBase) -> write(stream, packet));
        }
        return sinks;
    }
}
