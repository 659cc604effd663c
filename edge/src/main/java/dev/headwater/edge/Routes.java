package dev.headwater.edge;

import dev.headwater.core.store.ObjectKeys;
import dev.headwater.edge.UrlVerifier.Asked;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What each request is answered with: preflights, {@code /health}, and objects below {@code /hls/} whose URL is signed. */
final class Routes {
    private static final String OBJECTS = "/hls/";
    /** The Host becomes part of what a signature is compared with. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]+");

    private final UnaryOperator<String> origin;
    private final Health health;
    private final UrlVerifier verifier;
    private final Delivery delivery;
    private final WithheldStreams withheld;
    private final Responses responses;

    /** The origin, as signatures name it, is told from the Host that was sent */
    Routes(
            UnaryOperator<String> origin,
            Health health,
            UrlVerifier verifier,
            Delivery delivery,
            WithheldStreams withheld,
            Responses responses) {
        this.origin = origin;
        this.health = health;
        this.verifier = verifier;
        this.delivery = delivery;
        this.withheld = withheld;
        this.responses = responses;
    }

    /**
     * Never blocks.
     *
     * @param viewer address of the connection
     * @param full whether the connection is one too many: it may ask for the health, and nothing else
     */
    CompletableFuture<Answer> answer(HttpRequest request, InetAddress viewer, boolean full) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            return now(responses.line(HttpResponseStatus.BAD_REQUEST, "one valid Host is required"));
        }
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.OPTIONS)) {
            return now(responses.preflight());
        }
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return now(responses.methodNotAllowed());
        }
        int mark = request.uri().indexOf('?');
        String path = mark < 0 ? request.uri() : request.uri().substring(0, mark);
        String query = mark < 0 ? "" : request.uri().substring(mark + 1);
        if (path.equals("/health")) {
            return now(responses.health(health));
        }
        if (path.startsWith(OBJECTS) && full) {
            return now(responses.unavailable("too many connections"));
        }
        return path.startsWith(OBJECTS)
                ? object(request, new Asked(origin.apply(hosts.getFirst()), path, query, viewer))
                : now(responses.line(HttpResponseStatus.NOT_FOUND, "nothing here"));
    }

    private CompletableFuture<Answer> object(HttpRequest request, Asked asked) {
        String key = asked.path().substring(1);
        if (!health.isUp()) {
            return now(responses.unavailable("the edge is starting"));
        }
        // The path is taken as it came: nothing is decoded, joined or cleaned up, so there is nothing to climb out
        // with.
        if (!ObjectKeys.isValid(key)) {
            return now(forbidden("not the path of an object"));
        }
        if (withheld.hold(key)) {
            return now(forbidden("withheld"));
        }
        return verifier.verify(asked).thenCompose(verdict -> switch (verdict) {
            case Verdict.Refused(String reason) -> now(forbidden(reason));
            case Verdict.Allowed _ -> delivery.deliver(request, key);
        });
    }

    private Answer forbidden(String reason) {
        return responses.line(HttpResponseStatus.FORBIDDEN, reason);
    }

    private static CompletableFuture<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
