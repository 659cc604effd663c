package dev.headwater.api.admin;

import dev.headwater.core.admin.Caller;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is asked for.
 *
 * @param address of the client; null: it sits at this machine, or is not known
 * @param requestId null: it came by no request
 * @param ifMatch the {@link Etags} of what who asks has seen, and would change; null: whatever it is by now
 * @param isLocal by who may read the data folder; a name and a missing address do not make it so
 */
public record Call(
        Caller caller,
        @Nullable String address,
        @Nullable String requestId,
        @Nullable String ifMatch,
        boolean isLocal) {
    /** By who may read the data folder. */
    public static final Call LOCAL = new Call(Caller.LOCAL, null, null, null, true);

    /** Over the network. */
    public Call(Caller caller, @Nullable String address, @Nullable String requestId, @Nullable String ifMatch) {
        this(caller, address, requestId, ifMatch, false);
    }

    public static Call of(Caller caller) {
        return new Call(caller, null, null, null);
    }

    /** The same on behalf of somebody who has changed since, such as in what they may. */
    public Call by(Caller other) {
        return new Call(other, address, requestId, ifMatch, isLocal);
    }

    /** The same of something that was seen as {@code tag} says. */
    public Call expecting(@Nullable String tag) {
        return new Call(caller, address, requestId, tag, isLocal);
    }

    /**
     * Says that something stored is about to be changed: call it inside the compare-and-set, so that nothing comes between.
     *
     * @throws OperationException where it is not as who asks has seen it
     */
    public void expect(Object stored) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(Etags.of(stored))) {
            throw OperationException.stale("somebody else changed it meanwhile; look at it again");
        }
    }
}
