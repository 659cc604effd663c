package dev.headwater.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sees to it that who may not is refused, and that both they and who changes something are written down. */
public final class Gate {
    private static final String FAILED = "{\"failed\":true}";

    private final Audit audit;
    private final Sourced.Rule sources;
    private final @Nullable Errands errands;

    /** @param sources what who asks may name */
    public Gate(Audit audit, Sourced.Rule sources) {
        this(audit, sources, null);
    }

    /**
     * A gate of a process.
     *
     * @param sources what who asks may name
     * @param errands where long work is handed to; null: it is done here
     */
    public Gate(Audit audit, Sourced.Rule sources, @Nullable Errands errands) {
        this.audit = new LoudAudit(audit);
        this.sources = sources;
        this.errands = errands;
    }

    /**
     * Does what is asked.
     *
     * @throws OperationException when it can not be done, with a sentence for the one who asked
     */
    public <A, R> R run(Call call, Operation<A, R> operation, A argument) {
        try {
            return allowed(call, operation, argument);
        } catch (OperationException e) {
            if (e.kind() == OperationException.Kind.FORBIDDEN) {
                audit.refused(call, operation.name(), target(argument, FAILED), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private <A, R> R allowed(Call call, Operation<A, R> operation, A argument) {
        if (!call.caller().may(operation.permission())) {
            throw OperationException.forbidden(
                    "this takes the permission " + operation.permission().scope());
        }
        Required.check(argument);
        if (errands != null && errands.takes(operation)) {
            // A source that may not be named is refused now, and named as it is: it is resolved where it is opened.
            var _ = resolved(call, operation, argument);
            return errands.hand(call, operation, argument); // written down by whoever does it
        }
        String before = operation.changes() ? before(operation.before(), argument) : null;
        R done = done(call, operation, argument, before);
        if (operation.changes()) {
            audit.changed(
                    call,
                    operation.name(),
                    target(argument, done),
                    before,
                    operation.isTold() ? Redacted.json(done) : null);
        }
        return done;
    }

    private <A, R> R done(Call call, Operation<A, R> operation, A argument, @Nullable String before) {
        try {
            return operation.action().apply(call, resolved(call, operation, argument));
        } catch (IllegalArgumentException e) {
            throw OperationException.invalid(e);
        } catch (OperationException refused) {
            throw refused;
        } catch (RuntimeException e) {
            // How far it came nobody knows, but that somebody tried.
            if (operation.changes()) {
                audit.changed(call, operation.name(), target(argument, FAILED), before, FAILED);
            }
            throw e;
        }
    }

    /** Arguments name what they are about by one of these, or the answer does: the job that was begun. */
    private static String target(Object argument, Object done) {
        if (done instanceof Targeted targeted) {
            return targeted.target();
        }
        String asked = name(argument);
        return asked.isEmpty() ? name(done) : asked;
    }

    private static String name(Object said) {
        JsonNode fields = Operations.JSON.valueToTree(said);
        return fields.path("name")
                .asText(fields.path("id").asText(fields.path("channel").asText("")));
    }

    private <A> A resolved(Call call, Operation<A, ?> operation, A argument) {
        if (!(argument instanceof Sourced<?> sourced)) {
            return argument;
        }
        ServerFiles.checkPrivate(call, sourced.allowPrivate());
        return operation.argument().cast(sourced.resolved((field, source) -> sources.resolve(call, field, source)));
    }

    private static <A> @Nullable String before(@Nullable Function<A, @Nullable Object> shown, A argument) {
        if (shown == null) {
            return null;
        }
        try {
            Object was = shown.apply(argument);
            return was == null ? null : Redacted.json(was);
        } catch (OperationException | IllegalArgumentException e) {
            // The operation itself says better what is missing.
            return null;
        }
    }
}
