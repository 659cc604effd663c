package dev.headwater.core.admin;

import dev.headwater.core.InvalidValueException;

/**
 * What can be set while Headwater runs.
 *
 * @param serviceName as authenticator apps and the console show it, 1 to 64 characters, none a control character
 * @param auditDays how long the audit log is kept, 1 to 3,650
 */
public record Settings(String serviceName, int auditDays) {
    /** Until somebody changes them. */
    public static final Settings DEFAULT = new Settings("Headwater", 365);

    private static final int MAX_NAME = 64;
    private static final int MAX_DAYS = 3650;

    public Settings {
        if (serviceName.isBlank()
                || serviceName.length() > MAX_NAME
                || serviceName.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(
                    "serviceName",
                    "the name of the service has 1 to " + MAX_NAME + " characters, none of them a control character");
        }
        if (auditDays < 1 || auditDays > MAX_DAYS) {
            throw new InvalidValueException("auditDays", "the audit log is kept for 1 to " + MAX_DAYS + " days");
        }
    }

    public Settings withServiceName(String name) {
        return new Settings(name, auditDays);
    }

    public Settings withAuditDays(int days) {
        return new Settings(serviceName, days);
    }
}
