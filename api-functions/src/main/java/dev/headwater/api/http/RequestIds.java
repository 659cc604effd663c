package dev.headwater.api.http;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Names each request, in its answer and in every line that is logged for it. A trusted proxy may have named it. What plays
 * is not named: a player asks tens of times a minute, and looks at no header.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class RequestIds {
    static final String HEADER = "X-Request-Id";
    /** In the diagnostic context of the log. */
    static final String KEY = "request";

    private static final String ATTRIBUTE = "headwater.request-id";
    private static final String PLAYING = "/play/";
    private static final Pattern PLAUSIBLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final FrontDoor door;
    private final String process = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    private final AtomicLong made = new AtomicLong();

    RequestIds(FrontDoor door) {
        this.door = door;
    }

    /** What a request is called; empty: it plays. */
    public static Optional<String> nameOf(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class);
    }

    @RequestFilter
    void name(HttpRequest<?> request, MutablePropagatedContext context) {
        if (request.getPath().startsWith(PLAYING)) {
            return;
        }
        String id = of(request);
        request.setAttribute(ATTRIBUTE, id);
        context.add(new MdcPropagationContext(Map.of(KEY, id)));
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        nameOf(request).ifPresent(id -> response.header(HEADER, id));
    }

    private String of(HttpRequest<?> request) {
        List<String> given = request.getHeaders().getAll(HEADER);
        return given.size() == 1 && PLAUSIBLE.matcher(given.getFirst()).matches() && isFromProxy(request)
                ? given.getFirst()
                : process + "-" + Long.toHexString(made.incrementAndGet());
    }

    private boolean isFromProxy(HttpRequest<?> request) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        return peer != null && door.trustedProxies().trusts(Literals.unmapped(peer));
    }
}
