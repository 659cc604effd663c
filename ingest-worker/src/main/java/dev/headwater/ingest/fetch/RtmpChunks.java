package dev.headwater.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages of one RTMP connection, put together of the chunks they come in (RTMP 1.0 §5.3), and written as one chunk each
 * where they are short. Chunk size, acknowledgements and pings are dealt with here.
 */
final class RtmpChunks {
    static final int AUDIO = 8;
    static final int VIDEO = 9;
    static final int DATA = 18;
    static final int COMMAND = 20;

    private static final int CHUNK_SIZE = 1;
    private static final int ABORT = 2;
    private static final int ACKNOWLEDGEMENT = 3;
    private static final int USER_CONTROL = 4;
    private static final int WINDOW = 5;
    private static final int BANDWIDTH = 6;
    private static final int PING = 6;
    private static final int PONG = 7;

    private static final int CONTROL_STREAM = 2;
    private static final int COMMAND_STREAM = 3;
    private static final int OUR_CHUNK = 4096;
    private static final int OUR_WINDOW = 2_500_000;
    /** Key frames of 4K at 100 Mbit/s have a quarter of that. */
    private static final int MAX_MESSAGE = 4 << 20;

    /** Commands are short. Of whoever has not shown a stream key, nothing longer is kept. */
    private static final int MAX_COMMAND = 16 << 10;

    private static final int MAX_STREAMS = 64;
    /** Of a chunk, at most: who is told that more came than did only sends on. */
    private static final int HEADER = 11;

    private static final int EXTENDED = 0xffffff;

    /** A message, with its time in ms. */
    @SuppressWarnings("ArrayRecordComponent") // a picture that passes through
    record Message(int type, long time, byte[] bytes) {}

    /** What is known of a chunk stream from the chunk before. */
    private static final class State {
        private long time;
        private long delta;
        private int length;
        private int type;
        private boolean extended;
        private ByteArrayOutputStream begun = new ByteArrayOutputStream();
    }

    private final DataInputStream in;
    private final OutputStream out;
    private final Map<Integer, State> streams = new HashMap<>();
    private int chunk = 128;
    private int longest = MAX_COMMAND;
    private long read;
    private long acknowledged;

    RtmpChunks(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next message that is not about the connection itself. */
    Message next() throws IOException {
        while (true) {
            Message message = message();
            switch (message.type()) {
                case CHUNK_SIZE -> chunk = Math.clamp(number(message), 1, MAX_MESSAGE);
                case ABORT -> {
                    State aborted = streams.get(number(message));
                    if (aborted != null) {
                        aborted.begun = new ByteArrayOutputStream();
                    }
                }
                case USER_CONTROL -> control(message.bytes());
                case ACKNOWLEDGEMENT, WINDOW, BANDWIDTH -> {}
                default -> {
                    return message;
                }
            }
        }
    }

    private static int number(Message message) throws IOException {
        if (message.bytes().length < 4) {
            throw new IOException("a control message is too short");
        }
        return ByteBuffer.wrap(message.bytes()).getInt() & Integer.MAX_VALUE;
    }

    private void control(byte[] event) throws IOException {
        if (event.length >= 6 && event[0] == 0 && event[1] == PING) {
            event[1] = PONG;
            write(CONTROL_STREAM, USER_CONTROL, 0, event);
        }
    }

    private Message message() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            int id = first & 0x3f;
            int header = 1;
            if (id == 0) {
                id = 64 + in.readUnsignedByte();
                header = 2;
            } else if (id == 1) {
                id = 64 + in.readUnsignedByte() + 256 * in.readUnsignedByte();
                header = 3;
            }
            State state = streams.computeIfAbsent(id, _ -> new State());
            if (streams.size() > MAX_STREAMS) {
                throw new IOException("too many chunk streams");
            }
            header(state, first >> 6);
            int size = Math.min(chunk, state.length - state.begun.size());
            state.begun.writeBytes(in.readNBytes(size));
            read += header + size + HEADER;
            acknowledge();
            if (state.begun.size() == state.length) {
                byte[] bytes = state.begun.toByteArray();
                state.begun = new ByteArrayOutputStream();
                return new Message(state.type, state.time, bytes);
            }
        }
    }

    private void header(State state, int form) throws IOException {
        boolean begins = state.begun.size() == 0;
        int stamp = 0;
        if (form < 3) {
            if (!begins) {
                throw new IOException("a message begins inside another");
            }
            stamp = medium();
            state.extended = stamp == EXTENDED;
        }
        if (form < 2) {
            state.length = medium();
            state.type = in.readUnsignedByte();
            if (state.length > longest) {
                throw new IOException("a message is too long");
            }
        }
        if (form == 0) {
            in.readInt(); // the message stream: there is but one
        }
        long time = state.extended ? in.readInt() & 0xffff_ffffL : stamp;
        if (form == 0) {
            state.time = time;
            state.delta = 0;
        } else if (form < 3) {
            state.delta = time;
            state.time += time;
        } else if (begins) {
            state.time += state.delta;
        }
    }

    private int medium() throws IOException {
        return (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    }

    private void acknowledge() throws IOException {
        if (read - acknowledged > OUR_WINDOW / 2) {
            acknowledged = read;
            write(CONTROL_STREAM, ACKNOWLEDGEMENT, 0, fourBytes((int) read));
        }
    }

    /** From now on messages may be as long as media is. */
    void trust() {
        longest = MAX_MESSAGE;
    }

    /** How much may be on its way, and how long our chunks are. */
    void greet() throws IOException {
        write(CONTROL_STREAM, WINDOW, 0, fourBytes(OUR_WINDOW));
        write(
                CONTROL_STREAM,
                BANDWIDTH,
                0,
                ByteBuffer.allocate(5).putInt(OUR_WINDOW).put((byte) 2).array());
        write(CONTROL_STREAM, CHUNK_SIZE, 0, fourBytes(OUR_CHUNK));
    }

    void begin(int stream) throws IOException {
        write(
                CONTROL_STREAM,
                USER_CONTROL,
                0,
                ByteBuffer.allocate(6).putShort((short) 0).putInt(stream).array());
    }

    void command(int stream, byte[] command) throws IOException {
        write(COMMAND_STREAM, COMMAND, stream, command);
    }

    private static byte[] fourBytes(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private void write(int id, int type, int stream, byte[] bytes) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(12 + bytes.length);
        message.put((byte) id).put(new byte[3]);
        message.put((byte) (bytes.length >> 16)).putShort((short) bytes.length);
        message.put((byte) type).order(ByteOrder.LITTLE_ENDIAN).putInt(stream).order(ByteOrder.BIG_ENDIAN);
        out.write(message.put(bytes).array());
        out.flush();
    }
}
