package dev.headwater.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as a client sends it.
 *
 * @param target path and query, to be sent as they are
 * @param headers in order; {@code Host} where the client sends one
 * @param from which of several clients sends it, from 1
 */
public record Ask(String method, String target, List<Header> headers, byte[] body, int from) {
    public static final String HOST = "tv.example:8080";
    private static final byte[] NOTHING = {};

    /** A header field. */
    public record Header(String name, String value) {}

    public Ask {
        headers = List.copyOf(headers);
    }

    public static Ask of(String method, String target) {
        return new Ask(method, target, List.of(new Header("Host", HOST)), NOTHING, 1);
    }

    public static Ask get(String target) {
        return of("GET", target);
    }

    /** A form, posted. */
    public static Ask form(String target, String body) {
        return of("POST", target)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .withBody(body);
    }

    public Ask with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Ask(method, target, more, body, from);
    }

    public Ask without(String name) {
        return new Ask(
                method,
                target,
                headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList(),
                body,
                from);
    }

    public Ask toHost(String host) {
        return without("Host").with("Host", host);
    }

    public Ask withBody(String text) {
        return new Ask(method, target, headers, text.getBytes(StandardCharsets.UTF_8), from);
    }

    public Ask from(int client) {
        return new Ask(method, target, headers, body, client);
    }
}
