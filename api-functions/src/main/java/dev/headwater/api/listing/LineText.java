package dev.headwater.api.listing;

import dev.headwater.core.account.ListSettings.Catchup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What stands for the marks of a template in the lists of one line. */
final class LineText {
    private static final int BLOCK = 64 << 10;
    private static final int MAX_DIGITS = 16;

    private final byte[][] texts = new byte[M3uMarks.LAST + 1][];
    private final String timeshift;
    private final String extension;
    private final Catchup catchup;

    /**
     * @param publicBase scheme, host, port and base path as the line reaches us
     * @param password as the line sent it
     * @param liveEnd what stands behind the id of a channel
     * @param catchup how players are told of it
     */
    LineText(String publicBase, String user, String password, String liveEnd, Catchup catchup) {
        String credentials = encode(user) + "/" + encode(password) + "/";
        this.timeshift = publicBase + "/timeshift/" + credentials;
        this.extension = liveEnd.equals(".m3u8") ? ".m3u8" : ".ts";
        this.catchup = catchup;
        texts[M3uMarks.LIVE] = utf8(publicBase + "/live/" + credentials);
        texts[M3uMarks.LIVE_END] = utf8(liveEnd);
        texts[M3uMarks.MOVIE] = utf8(publicBase + "/movie/" + credentials);
        texts[M3uMarks.EPISODE] = utf8(publicBase + "/series/" + credentials);
        texts[M3uMarks.ENIGMA] = utf8(publicBase + "/enigma2.php?" + query(user, password));
    }

    static String query(String user, String password) {
        return "username=" + encode(user) + "&password=" + encode(password);
    }

    /** Copies a template, its marks replaced. In one pass, holding a block of it. */
    void fill(InputStream template, OutputStream out) throws IOException {
        byte[] block = new byte[BLOCK];
        // Of a catch-up mark, which may begin in one block and end in another: how many of its parts are known.
        int part = 0;
        StringBuilder digits = new StringBuilder();
        String id = "";
        for (int length = template.read(block); length >= 0; length = template.read(block)) {
            int from = 0;
            for (int i = 0; i < length; i++) {
                byte b = block[i];
                if (b > M3uMarks.LAST || b <= 0) {
                    continue;
                }
                if (b != M3uMarks.CATCHUP) {
                    out.write(block, from, i - from);
                    out.write(texts[b]);
                } else {
                    if (part == 0) {
                        out.write(block, from, i - from);
                    } else {
                        digits.append(
                                new String(block, from, Math.min(i - from, MAX_DIGITS), StandardCharsets.US_ASCII));
                    }
                    switch (part) {
                        case 1 -> id = digits.toString();
                        case 2 -> out.write(utf8(catchup(id, digits.toString())));
                        default -> {}
                    }
                    digits.setLength(0);
                    part = (part + 1) % 3;
                }
                from = i + 1;
            }
            if (part == 0) {
                out.write(block, from, length - from);
            } else {
                digits.append(new String(block, from, Math.min(length - from, MAX_DIGITS), StandardCharsets.US_ASCII));
            }
        }
    }

    /**
     * Attributes as Kodi's pvr.iptvsimple reads them; {@code timeshift} is what SIPTV and its like read. An address in
     * epoch seconds spares players every question of time zones.
     */
    private String catchup(String id, String days) {
        return switch (catchup) {
            case DEFAULT ->
                " catchup=\"default\" catchup-days=\"" + days + "\" catchup-source=\"" + timeshift
                        + "{duration:60}/{utc}/" + id + (id.contains(".") ? "" : extension) + "\" timeshift=\"" + days
                        + "\"";
            case XC -> " catchup=\"xc\" catchup-days=\"" + days + "\"";
            case SHIFT -> " catchup=\"shift\" catchup-days=\"" + days + "\" timeshift=\"" + days + "\"";
        };
    }

    private static String encode(String credential) {
        return URLEncoder.encode(credential, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
