package dev.headwater.ingest.fetch;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What an RTSP server says (RFC 2326 §6, §7, §10.12), without what would lead its client elsewhere: no redirects, and no
 * addresses to send to.
 */
public final class RtspAnswers implements Relay.Copy {
    private static final int INTERLEAVED = '$';
    private static final int MAX_HEAD = 16 * 1024;

    @Override
    public void all(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from));
        for (int first = in.read(); first >= 0; first = in.read()) {
            if (first == INTERLEAVED) {
                byte[] frame = new byte[4];
                in.readFully(frame, 1, 3);
                frame[0] = INTERLEAVED;
                to.write(frame);
                copy(in, to, ((frame[2] & 0xff) << 8) | (frame[3] & 0xff));
            } else if (first != '\r' && first != '\n') { // some end what they say with one more line
                answer(first, in, to);
            }
            if (in.available() == 0) {
                to.flush();
            }
        }
    }

    private static void answer(int first, DataInputStream in, OutputStream to) throws IOException {
        RtspHead head = RtspHead.of(head(first, in));
        to.write(head.plain().getBytes(StandardCharsets.ISO_8859_1));
        copy(in, to, head.body());
    }

    private static String head(int first, DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.length() < MAX_HEAD) {
            head.append((char) in.readUnsignedByte());
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw RtspHead.noServer();
    }

    private static void copy(DataInputStream in, OutputStream to, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        to.write(bytes);
    }
}
