package dev.headwater.ingest.fetch;

import dev.headwater.core.media.RtmpSource;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One encoder that connects by RTMP: its handshake, its commands, and, where its stream key is right, its media. */
final class RtmpPublisher {
    private static final int VERSION = 3;
    private static final int HANDSHAKE = 1536;
    private static final int STREAM = 1;

    /** Gets an encoder's media, message by message. */
    interface Media {
        /** The stream key was right. */
        default void begins() throws IOException {}

        void message(RtmpChunks.Message message) throws IOException;
    }

    private final String app;
    private final Predicate<String> key;
    private final Media media;
    private boolean publishing;

    /** @param key whether a stream key is the right one */
    RtmpPublisher(String app, Predicate<String> key, Media media) {
        this.app = app;
        this.key = key;
        this.media = media;
    }

    static boolean isKey(String key, RtmpSource source) {
        return MessageDigest.isEqual(
                key.getBytes(StandardCharsets.UTF_8), source.stream().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns when the encoder has ended its stream; an {@link IOException} where it broke off or is refused. */
    void serve(Socket socket) throws IOException {
        RtmpChunks chunks = greeted(socket.getInputStream(), socket.getOutputStream());
        boolean goesOn = true;
        while (goesOn) {
            goesOn = take(chunks);
        }
    }

    /** Returns when the encoder has shown the right key and was told so; it may have been read further than that. */
    void hear(InputStream from, OutputStream to) throws IOException {
        RtmpChunks chunks = greeted(from, to);
        while (!publishing) {
            if (!take(chunks)) {
                throw new IOException("it has no stream");
            }
        }
    }

    private static RtmpChunks greeted(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from, 64 * 1024));
        shakeHands(in, to);
        return new RtmpChunks(in, to);
    }

    /** Whether it goes on. */
    private boolean take(RtmpChunks chunks) throws IOException {
        RtmpChunks.Message message = chunks.next();
        if (message.type() == RtmpChunks.COMMAND) {
            return obey(Amf0.read(message.bytes()), chunks);
        }
        if (publishing) {
            media.message(message);
        }
        return true;
    }

    private static void shakeHands(DataInputStream in, OutputStream out) throws IOException {
        if (in.readUnsignedByte() != VERSION) {
            throw new IOException("no RTMP");
        }
        byte[] theirs = in.readNBytes(HANDSHAKE);
        byte[] ours = new byte[1 + HANDSHAKE];
        new SecureRandom().nextBytes(ours);
        ours[0] = VERSION;
        Arrays.fill(ours, 1, 9, (byte) 0); // time, and no version: a plain handshake
        out.write(ours);
        out.write(theirs);
        out.flush();
        in.readNBytes(HANDSHAKE);
    }

    /** Whether it goes on. */
    private boolean obey(List<@Nullable Object> command, RtmpChunks chunks) throws IOException {
        String name = text(command, 0);
        Object transaction = command.size() > 1 && command.get(1) instanceof Double number ? number : 0.0;
        switch (name) {
            case "connect" -> connect(command, transaction, chunks);
            case "createStream" -> chunks.command(0, Amf0.write("_result", transaction, null, STREAM));
            case "publish" -> publish(text(command, 3), chunks);
            case "deleteStream", "closeStream", "FCUnpublish" -> {
                return false;
            }
            case "play" -> throw new IOException("nothing is played here");
            default -> {} // releaseStream, FCPublish and more: nobody waits for an answer
        }
        return true;
    }

    private void connect(List<@Nullable Object> command, Object transaction, RtmpChunks chunks) throws IOException {
        boolean known = command.size() > 2
                && command.get(2) instanceof Map<?, ?> asked
                && asked.get("app") instanceof String wanted
                && wanted.replaceAll("[/?].*", "").equals(app);
        if (!known) {
            chunks.command(
                    0, Amf0.write("_error", transaction, null, status("error", "NetConnection.Connect.InvalidApp")));
            throw new IOException("another app");
        }
        chunks.greet();
        chunks.command(
                0,
                Amf0.write(
                        "_result",
                        transaction,
                        Map.of("fmsVer", "FMS/3,0,1,123", "capabilities", 31),
                        status("status", "NetConnection.Connect.Success")));
    }

    private void publish(String asked, RtmpChunks chunks) throws IOException {
        if (!key.test(asked)) {
            chunks.command(STREAM, Amf0.write("onStatus", 0, null, status("error", "NetStream.Publish.BadName")));
            throw new IOException("a wrong stream key");
        }
        chunks.begin(STREAM);
        chunks.command(STREAM, Amf0.write("onStatus", 0, null, status("status", "NetStream.Publish.Start")));
        chunks.trust();
        publishing = true;
        media.begins();
    }

    private static Map<String, Object> status(String level, String code) {
        return Map.of("level", level, "code", code, "description", "", "objectEncoding", 0);
    }

    private static String text(List<@Nullable Object> command, int at) {
        return command.size() > at && command.get(at) instanceof String text ? text : "";
    }
}
