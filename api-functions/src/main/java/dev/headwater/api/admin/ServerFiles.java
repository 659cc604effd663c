package dev.headwater.api.admin;

import dev.headwater.core.admin.Caller;
import java.util.Locale;

/**
 * Files of the server's machine are for whoever owns its data folder. Who asks over the network names none, not even to
 * learn whether they are there.
 */
public final class ServerFiles {
    private ServerFiles() {}

    /**
     * Lets everybody name what comes over the network or is made here, and the machine's owner anything.
     *
     * @param field which one the source was sent in
     * @throws OperationException where a file of this machine is named from elsewhere
     */
    public static void check(Call call, String field, String source) {
        if (!isOwner(call) && !isElsewhere(source)) {
            throw OperationException.invalid(
                    field,
                    "over the network no file of the server can be named: give an http or https URL, or upload the"
                            + " file and name it upload:ID");
        }
    }

    /** Whether somebody asks at this machine; a name alone is none. */
    public static boolean isOwner(Call call) {
        return call.caller().equals(Caller.LOCAL) && call.address() == null;
    }

    private static boolean isElsewhere(String source) {
        String small = source.toLowerCase(Locale.ROOT);
        return small.startsWith("http://")
                || small.startsWith("https://")
                || small.startsWith("udp://")
                || small.startsWith("testcard:");
    }
}
