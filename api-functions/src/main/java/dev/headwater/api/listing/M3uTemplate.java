package dev.headwater.api.listing;

import dev.headwater.core.catalog.Channel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An M3U playlist. Its URLs carry the line's credentials, so what is rendered once for all is a template in which
 * {@link #BASE} stands for everything before the stream id.
 */
final class M3uTemplate {
    /** No name can hold it: control characters are refused and cleaned. */
    private static final String BASE = "\u0001";

    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private M3uTemplate() {}

    /** @param plus with the attributes of {@code m3u_plus} */
    static String render(List<Channel> channels, Map<Integer, String> categories, boolean plus) {
        StringBuilder out = new StringBuilder(64 + channels.size() * 160);
        out.append("#EXTM3U\n");
        for (Channel channel : channels) {
            out.append("#EXTINF:-1");
            if (plus) {
                String logo = channel.listed().image();
                String guideId = channel.guideId();
                attribute(out, "tvg-id", guideId == null ? "" : guideId);
                attribute(out, "tvg-name", channel.name());
                attribute(out, "tvg-logo", logo == null ? "" : logo);
                attribute(out, "group-title", categories.getOrDefault(channel.category(), ""));
            }
            out.append(',').append(clean(channel.name())).append('\n');
            out.append(BASE).append(channel.id()).append(".m3u8\n");
        }
        return out.toString();
    }

    /** The playlist of one line. */
    static String fill(String template, String publicBase, String user, String password) {
        return template.replace(BASE, publicBase + "/live/" + encode(user) + "/" + encode(password) + "/");
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"").append(clean(value)).append('"');
    }

    /**
     * Parsers decode no entities and end a value at the next quote; those written in Python end a line also at U+0085,
     * U+2028 and U+2029.
     */
    private static String clean(String text) {
        return UNSAFE.matcher(text.replace('"', '\'')).replaceAll(" ");
    }

    private static String encode(String credential) {
        return URLEncoder.encode(credential, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
