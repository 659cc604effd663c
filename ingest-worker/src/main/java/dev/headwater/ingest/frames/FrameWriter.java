package dev.headwater.ingest.frames;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames: four bytes of payload length, big-endian, one byte of type, the payload. Whole frames from any thread.
 */
public final class FrameWriter {
    /** A frame's largest payload: 50 Mbit/s for five seconds. */
    public static final int MAX_PAYLOAD = 32 * 1024 * 1024;

    static final int OPENED = 'O';
    static final int SEGMENT = 'S';
    static final int STATE = 'T';
    static final int FAILURE = 'E';
    static final int HEARTBEAT = 'H';
    static final int PROBED = 'P';
    static final int FINISHED = 'F';
    static final int ON_AIR = 'A';
    static final int SOURCE_FAILED = 'X';
    static final int STILL = 'J';
    static final int WARNING = 'W';

    /** At once: each call wakes who reads, and of more Java asks the system for memory each time. */
    private static final int PIECE = 64 * 1024;

    private static final byte[] NOTHING = {};
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] piece = new byte[PIECE];

    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes one frame, and flushes it.
     *
     * @throws FrameFormatException where the frame is larger than {@link #MAX_PAYLOAD}; nothing was written then
     */
    public void write(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Opened opened -> write(OPENED, renditions(opened), NOTHING);
            case Frame.Segment segment ->
                segment(
                        segment.rendition(),
                        segment.index(),
                        segment.millis(),
                        segment.head(),
                        ByteBuffer.wrap(segment.bytes()));
            case Frame.Still still -> write(STILL, NOTHING, still.jpeg());
            case Frame.State state -> write(STATE, state.text().getBytes(StandardCharsets.UTF_8), NOTHING);
            case Frame.Warning warning -> write(WARNING, warning.text().getBytes(StandardCharsets.UTF_8), NOTHING);
            case Frame.Failure failure -> write(FAILURE, failure.text().getBytes(StandardCharsets.UTF_8), NOTHING);
            case Frame.Heartbeat heartbeat ->
                write(HEARTBEAT, longs(heartbeat.mediaMillis(), heartbeat.bitRate()), NOTHING);
            case Frame.OnAir onAir -> write(ON_AIR, longs(onAir.source()), NOTHING);
            case Frame.SourceFailed failed ->
                write(SOURCE_FAILED, longs(failed.source()), failed.text().getBytes(StandardCharsets.UTF_8));
            case Frame.Probed probed -> write(PROBED, facts(probed), NOTHING);
            case Frame.Finished finished -> write(FINISHED, longs(finished.mediaMillis()), NOTHING);
        }
    }

    /**
     * Writes a {@link Frame.Segment}, and flushes it.
     *
     * @param bytes are read to their limit
     * @throws FrameFormatException as of {@link #write(Frame)}
     */
    public void segment(String rendition, long index, int millis, byte[] head, ByteBuffer bytes) throws IOException {
        write(SEGMENT, start(rendition, index, millis, head), bytes);
    }

    private void write(int type, byte[] head, byte[] rest) throws IOException {
        write(type, head, ByteBuffer.wrap(rest));
    }

    private void write(int type, byte[] head, ByteBuffer rest) throws IOException {
        long length = (long) head.length + rest.remaining();
        if (length > MAX_PAYLOAD) {
            throw new FrameFormatException("a frame of " + length + " bytes is over the limit of " + MAX_PAYLOAD);
        }
        ByteArrayOutputStream start = new ByteArrayOutputStream(5 + head.length);
        DataOutputStream data = new DataOutputStream(start);
        data.writeInt((int) length);
        data.writeByte(type);
        data.write(head);
        lock.lock();
        try {
            start.writeTo(out);
            while (rest.hasRemaining()) {
                int some = Math.min(PIECE, rest.remaining());
                rest.get(piece, 0, some);
                out.write(piece, 0, some);
            }
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] renditions(Frame.Opened opened) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeShort(opened.renditions().size());
        for (Rendition rendition : opened.renditions()) {
            data.writeUTF(rendition.name());
            data.writeUTF(rendition.codecs());
            data.writeInt(rendition.width());
            data.writeInt(rendition.height());
            data.writeDouble(rendition.frameRate());
            data.writeLong(rendition.bandwidth());
            data.writeLong(rendition.averageBandwidth());
            writeTrack(data, rendition.track());
        }
        return bytes.toByteArray();
    }

    /** The name of its kind, an empty text for none; then what it is, an empty text for what is not known. */
    private static void writeTrack(DataOutputStream data, @Nullable Track track) throws IOException {
        if (track == null) {
            data.writeUTF("");
            return;
        }
        data.writeUTF(track.kind().name());
        data.writeUTF(Objects.requireNonNullElse(track.language(), ""));
        data.writeUTF(Objects.requireNonNullElse(track.label(), ""));
        data.writeBoolean(track.byDefault());
    }

    private static byte[] start(String rendition, long index, int millis, byte[] head) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeUTF(rendition);
        data.writeLong(index);
        data.writeInt(millis);
        data.writeInt(head.length);
        data.write(head);
        return bytes.toByteArray();
    }

    private static byte[] facts(Frame.Probed probed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeLong(probed.millis());
        data.writeUTF(probed.video());
        data.writeUTF(probed.audio());
        data.writeInt(probed.width());
        data.writeInt(probed.height());
        data.writeDouble(probed.frameRate());
        data.writeLong(probed.bitRate());
        data.writeUTF(probed.notCopied());
        data.writeShort(probed.tracks().size());
        for (Frame.AudioTrack track : probed.tracks()) {
            data.writeUTF(track.codec());
            data.writeUTF(track.language());
            data.writeInt(track.channels());
            data.writeInt(track.sampleRate());
        }
        data.writeShort(probed.subtitles().size());
        for (Frame.SubtitleTrack track : probed.subtitles()) {
            data.writeUTF(track.codec());
            data.writeUTF(track.language());
            data.writeUTF(track.use().name());
        }
        return bytes.toByteArray();
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }
}
