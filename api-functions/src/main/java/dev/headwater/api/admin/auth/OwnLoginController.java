package dev.headwater.api.admin.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.http.AdminCalls;
import dev.headwater.core.admin.AdminLogin;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.PasswordHasher;
import dev.headwater.core.admin.Totp;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;

/** What people who are logged in change about their own login: the password, and the second factor. */
@Controller("/admin/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Logging in")
final class OwnLoginController {
    private final People people;
    private final AdminCalls calls;
    private final Admission admission;

    OwnLoginController(People people, AdminCalls calls, Admission admission) {
        this.people = people;
        this.calls = calls;
        this.admission = admission;
    }

    /** A code of an app. */
    @Schema(example = "{\"code\": \"123456\"}")
    public record Code(String code) {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    /**
     * Another password for oneself.
     *
     * @param current the one that is in force
     * @param chosen 12 to 256 characters
     */
    @Schema(example = "{\"current\": \"a long and winding road\", \"new\": \"a longer, more winding road\"}")
    public record NewPassword(
            String current, @JsonProperty("new") String chosen) {
        @Override
        public String toString() {
            return "NewPassword[…]";
        }
    }

    /** What to put into an authenticator app: {@code uri} as a QR code, or {@code secret} by hand. */
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment[…]";
        }
    }

    /**
     * Changes one's own password, for whoever knows the one in force. It ends every login there is; the answer has the
     * tokens of a new one.
     */
    @Post("/password")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.password")
    HttpResponse<?> changePassword(HttpRequest<?> request, @Body NewPassword wanted) {
        Administrator who = person(request);
        return confirmed(
                        request,
                        people.login().confirmPassword(who, wanted.current(), admission.client(request)),
                        new Proof(who.name(), "auth.password", "current"))
                .orElseGet(() -> changed(request, who, wanted.chosen()));
    }

    private HttpResponse<?> changed(HttpRequest<?> request, Administrator who, String chosen) {
        PasswordHasher.Hashing hashing;
        try {
            hashing = people.hasher().hash(chosen);
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid("new", String.valueOf(e.getMessage()));
        }
        return switch (hashing) {
            case PasswordHasher.Hashing.Busy() -> Admission.busy();
            case PasswordHasher.Hashing.Hashed(String phc) -> {
                Administrator changed = people.withPassword(who, phc)
                        .orElseThrow(() -> OperationException.conflict("your password was changed meanwhile"));
                admission.audit(request, who.name(), "auth.password");
                yield admission.begin(changed);
            }
        };
    }

    /**
     * What somebody has to prove.
     *
     * @param field with which they do
     */
    private record Proof(String name, String action, String field) {}

    /** How somebody is refused who did not prove that it is them; empty: they did. */
    private Optional<HttpResponse<?>> confirmed(HttpRequest<?> request, AdminLogin.Outcome outcome, Proof proof) {
        return switch (outcome) {
            case AdminLogin.Outcome.LoggedIn(Administrator who) -> Optional.empty();
            case AdminLogin.Outcome.Refused(), AdminLogin.Outcome.TotpNeeded() -> {
                admission.noteWrong(request, proof.name(), proof.action(), proof.name());
                throw OperationException.invalid(proof.field(), "this is not right");
            }
            case AdminLogin.Outcome.Slow(Duration wait) -> {
                admission.noteSlow(request, proof.name(), proof.action(), proof.name());
                yield Optional.of(Admission.slow(wait));
            }
            case AdminLogin.Outcome.Busy() -> Optional.of(Admission.busy());
        };
    }

    /**
     * Begins a second factor: it counts once {@code confirm} was given a code of it, within 15 minutes. One that is in
     * force has to be taken off first.
     */
    @Post("/totp")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.totp")
    Enrolment beginTotp(HttpRequest<?> request) {
        Administrator who = person(request);
        if (who.totp() != null) {
            // Else whoever has an access token could put their own in its place.
            throw OperationException.conflict("a second factor is in force: take it off first, with a code of it");
        }
        Totp.Enrolment enrolment = people.totp().begin(who, people.serviceName());
        return new Enrolment(enrolment.secret(), enrolment.uri());
    }

    /** Puts the second factor in force. */
    @Post("/totp/confirm")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.totp-confirm")
    HttpResponse<?> confirmTotp(HttpRequest<?> request, @Body Code code) {
        Administrator who = person(request);
        if (!people.totp().confirm(who.id(), code.code())) {
            throw OperationException.invalid("code", "this is no code of the secret that was begun");
        }
        admission.audit(request, who.name(), "auth.totp-confirm");
        return HttpResponse.noContent();
    }

    /**
     * Takes the second factor off, with a code of it: an access token alone does not. Who lost theirs asks an owner, or
     * whoever has the machine ({@code administrator set NAME --without-totp}).
     */
    @Post("/totp/remove")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Operation(operationId = "auth.totp-remove")
    HttpResponse<?> removeTotp(HttpRequest<?> request, @Body Code code) {
        Administrator who = person(request);
        return confirmed(
                        request,
                        people.login().confirmCode(who, code.code()),
                        new Proof(who.name(), "auth.totp-remove", "code"))
                .orElseGet(() -> withoutTotp(request, who));
    }

    private HttpResponse<?> withoutTotp(HttpRequest<?> request, Administrator who) {
        people.withoutTotp(who.name());
        admission.audit(request, who.name(), "auth.totp-remove");
        return HttpResponse.noContent();
    }

    private Administrator person(HttpRequest<?> request) {
        return people.find(calls.call(request).caller().name())
                .orElseThrow(() -> OperationException.forbidden("keys have no second factor: log in as a person"));
    }
}
