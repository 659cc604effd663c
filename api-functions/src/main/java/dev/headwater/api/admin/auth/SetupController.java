package dev.headwater.api.admin.auth;

import dev.headwater.api.http.Bodies;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page that the set-up link opens. The token stands behind the {@code #}, which browsers send to nobody. */
@Hidden
@Controller("/admin")
@Secured(SecurityRule.IS_ANONYMOUS)
final class SetupController {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'none';"
                    + " frame-ancestors 'none'; base-uri 'none'";

    private final byte[] page = read("setup.html");
    private final byte[] script = read("setup.js");

    @Get(value = "/setup", produces = MediaType.TEXT_HTML)
    HttpResponse<byte[]> page() {
        return Bodies.ok(page, new MediaType("text/html; charset=utf-8"))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    /** Of two segments: of three it would be taken for the short way of players to a stream. */
    @Get(value = "/setup.js", produces = "text/javascript")
    HttpResponse<byte[]> script() {
        return Bodies.ok(script, new MediaType("text/javascript; charset=utf-8"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    private static byte[] read(String name) {
        try (InputStream in = SetupController.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
