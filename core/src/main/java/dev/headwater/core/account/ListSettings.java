package dev.headwater.core.account;

/**
 * How a line's lists are made.
 *
 * @param adult whether they show what is for adults; it does not play either where not
 * @param catchup how its M3U playlist tells players of catch-up
 */
public record ListSettings(boolean adult, Catchup catchup) {
    public static final ListSettings DEFAULT = new ListSettings(true, Catchup.DEFAULT);

    /** How a playlist tells players where the past is. */
    public enum Catchup {
        /** {@code catchup="default"} with an address template that counts in epoch seconds. */
        DEFAULT,
        /** {@code catchup="xc"}: Kodi builds the address from the live one. */
        XC,
        /** {@code catchup="shift"}: {@code ?utc=&lutc=} behind the live address. */
        SHIFT
    }
}
