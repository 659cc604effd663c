package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an RTSP server says (RFC 2326 §6, §7, §10.12), without what would lead its client elsewhere: no redirects, and no
 * addresses to send to.
 */
public final class RtspAnswers implements Relay.Copy {
    private static final int INTERLEAVED = '$';
    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_BODY = 1 << 20;
    private static final Pattern STATUS = Pattern.compile("RTSP/\\d\\.\\d (\\d{3})\\b");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:[ \\t]*(\\d{1,9})");
    private static final Pattern TRANSPORT = Pattern.compile("(?im)^transport:.*$");
    private static final Pattern ADDRESS = Pattern.compile("(?i);[ \\t]*(?:source|destination)=[^;,\\r\\n]*");

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
            } else {
                answer(first, in, to);
            }
            if (in.available() == 0) {
                to.flush();
            }
        }
    }

    private static void answer(int first, DataInputStream in, OutputStream to) throws IOException {
        String head = head(first, in);
        Matcher status = STATUS.matcher(head);
        if (status.lookingAt() && status.group(1).startsWith("3")) {
            throw FetchException.lasting("the source redirects to another RTSP server, which is not followed");
        }
        Matcher length = LENGTH.matcher(head);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        if (body > MAX_BODY) {
            throw FetchException.lasting("what answers is no RTSP server");
        }
        String plain = TRANSPORT
                .matcher(head)
                .replaceAll(line ->
                        Matcher.quoteReplacement(ADDRESS.matcher(line.group()).replaceAll("")));
        to.write(plain.getBytes(StandardCharsets.ISO_8859_1));
        copy(in, to, body);
    }

    private static String head(int first, DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.length() < MAX_HEAD) {
            head.append((char) in.readUnsignedByte());
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw FetchException.lasting("what answers is no RTSP server");
    }

    private static void copy(DataInputStream in, OutputStream to, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        to.write(bytes);
    }
}
