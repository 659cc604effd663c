package dev.headwater.api.admin;

/** An answer that says by itself what the audit log calls what was changed, where the name that was sent is not to stay. */
public interface Targeted {
    /** As {@link Audit#changed} takes it. */
    String target();
}
