package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import dev.headwater.ingest.pipeline.av.Av;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Reads what a {@link PacketFileWriter} wrote, packet by packet. */
public final class PacketFileReader implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;
    private static final int MAX_PACKET = 32 << 20;

    private final Path path;
    private final DataInputStream in;
    private final List<AVCodecParameters> parameters = new ArrayList<>();
    private final List<AVRational> times = new ArrayList<>();

    public PacketFileReader(Path path) throws IOException {
        this.path = path;
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
        try {
            if (in.readInt() != PacketFileWriter.MAGIC) {
                throw damaged();
            }
            int streams = in.readUnsignedByte();
            for (int i = 0; i < streams; i++) {
                PacketStream stream = PacketStream.read(in);
                parameters.add(stream.parameters());
                times.add(stream.timeBase());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** How long it was said to be when it was finished. */
    public static long length(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - PacketFileWriter.TAIL));
            if (file.readUnsignedByte() != PacketFileWriter.END) {
                throw new IOException(path.getFileName() + " is damaged");
            }
            return file.readLong();
        }
    }

    public int streams() {
        return parameters.size();
    }

    public AVCodecParameters parameters(int stream) {
        return parameters.get(stream);
    }

    public AVRational timeBase(int stream) {
        return times.get(stream);
    }

    /** Fills a blank packet and returns its stream; -1: there are no more. */
    public int read(AVPacket packet) throws IOException {
        int stream = in.readUnsignedByte();
        if (stream == PacketFileWriter.END) {
            return -1;
        }
        int flags = in.readInt();
        long pts = in.readLong();
        long dts = in.readLong();
        int duration = in.readInt();
        int size = in.readInt();
        if (stream >= parameters.size() || size < 0 || size > MAX_PACKET) {
            throw damaged();
        }
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        Av.check(av_new_packet(packet, size), "no memory for a packet");
        packet.data().put(bytes, 0, size);
        packet.flags(flags);
        packet.pts(pts);
        packet.dts(dts);
        packet.duration(duration);
        return stream;
    }

    private IOException damaged() {
        return new IOException(path.getFileName() + " is damaged");
    }

    @Override
    public void close() throws IOException {
        in.close();
        parameters.forEach(PacketFileReader::free);
        parameters.clear();
    }

    private static void free(AVCodecParameters all) {
        avcodec_parameters_free(all);
    }
}
