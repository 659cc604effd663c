package dev.headwater.ingest.frames;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link FrameWriter} wrote, and trusts none of it: a child may be killed in mid-frame or print by itself. */
public final class FrameReader {
    private final DataInputStream in;

    public FrameReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /**
     * Waits for the next frame.
     *
     * @return empty where the stream ended between two frames
     * @throws FrameFormatException where what came is no frame; nothing after it can be read
     */
    public Optional<Frame> next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        try {
            int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            if (length < 0 || length > FrameWriter.MAX_PAYLOAD) {
                throw new FrameFormatException("a frame of " + Integer.toUnsignedString(length)
                        + " bytes is over the limit of " + FrameWriter.MAX_PAYLOAD);
            }
            return Optional.of(read(type, length));
        } catch (EOFException e) {
            throw new FrameFormatException("the stream ended in mid-frame");
        }
    }

    private Frame read(int type, int length) throws IOException {
        if (type == FrameWriter.SEGMENT) {
            return segment(length);
        }
        byte[] payload = exactly(length);
        try {
            return switch (type) {
                case FrameWriter.OPENED -> opened(payload);
                case FrameWriter.STILL -> new Frame.Still(payload);
                case FrameWriter.STATE -> new Frame.State(new String(payload, StandardCharsets.UTF_8));
                case FrameWriter.WARNING -> new Frame.Warning(new String(payload, StandardCharsets.UTF_8));
                case FrameWriter.FAILURE -> new Frame.Failure(new String(payload, StandardCharsets.UTF_8));
                case FrameWriter.HEARTBEAT -> heartbeat(data(payload));
                case FrameWriter.ON_AIR -> new Frame.OnAir((int) data(payload).readLong());
                case FrameWriter.SOURCE_FAILED -> sourceFailed(data(payload));
                case FrameWriter.PROBED -> probed(data(payload));
                case FrameWriter.FINISHED -> new Frame.Finished(data(payload).readLong());
                default -> throw new FrameFormatException("no frame has type " + type);
            };
        } catch (EOFException | UTFDataFormatException e) {
            throw new FrameFormatException("a frame of type " + (char) type + " does not hold what it should");
        }
    }

    private static Frame opened(byte[] payload) throws IOException {
        DataInputStream data = data(payload);
        int count = data.readUnsignedShort();
        List<Rendition> renditions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            renditions.add(new Rendition(
                    data.readUTF(),
                    data.readUTF(),
                    data.readInt(),
                    data.readInt(),
                    data.readDouble(),
                    data.readLong(),
                    data.readLong(),
                    track(data)));
        }
        return new Frame.Opened(renditions);
    }

    private static @Nullable Track track(DataInputStream data) throws IOException {
        String kind = data.readUTF();
        return kind.isEmpty()
                ? null
                : new Track(kind(kind), known(data.readUTF()), known(data.readUTF()), data.readBoolean());
    }

    private static Track.Kind kind(String name) throws FrameFormatException {
        try {
            return Track.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new FrameFormatException("no track is of kind " + name);
        }
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Frame heartbeat(DataInputStream data) throws IOException {
        return new Frame.Heartbeat(data.readLong(), data.readLong());
    }

    private static Frame sourceFailed(DataInputStream data) throws IOException {
        return new Frame.SourceFailed((int) data.readLong(), new String(data.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Frame probed(DataInputStream data) throws IOException {
        long millis = data.readLong();
        String video = data.readUTF();
        String audio = data.readUTF();
        int width = data.readInt();
        int height = data.readInt();
        double frameRate = data.readDouble();
        long bitRate = data.readLong();
        String notCopied = data.readUTF();
        List<Frame.AudioTrack> tracks = new ArrayList<>();
        int count = data.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            tracks.add(new Frame.AudioTrack(data.readUTF(), data.readUTF(), data.readInt(), data.readInt()));
        }
        List<Frame.SubtitleTrack> subtitles = new ArrayList<>();
        int texts = data.readUnsignedShort();
        for (int i = 0; i < texts; i++) {
            subtitles.add(new Frame.SubtitleTrack(
                    data.readUTF(), data.readUTF(), Frame.SubtitleTrack.Use.valueOf(data.readUTF())));
        }
        return new Frame.Probed(millis, video, audio, width, height, frameRate, tracks, subtitles, bitRate, notCopied);
    }

    /** Straight from the stream: a segment is copied once. */
    private Frame segment(int length) throws IOException {
        int nameLength = length < 2 ? 0 : in.readUnsignedShort();
        int rest = length - 2 - nameLength - Long.BYTES - 2 * Integer.BYTES;
        requireRoom(rest, length);
        String name = new String(exactly(nameLength), StandardCharsets.UTF_8);
        long index = in.readLong();
        int millis = in.readInt();
        int headLength = in.readInt();
        requireRoom(headLength < 0 ? headLength : rest - headLength, length);
        return new Frame.Segment(name, index, millis, exactly(headLength), exactly(rest - headLength));
    }

    private static void requireRoom(int left, int length) throws FrameFormatException {
        if (left < 0) {
            throw new FrameFormatException("a segment's frame of " + length + " bytes has no room for its head");
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static DataInputStream data(byte[] payload) {
        return new DataInputStream(new ByteArrayInputStream(payload));
    }
}
