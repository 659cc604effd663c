package dev.headwater.standalone.runtime;

/**
 * What channels may use of the machine they are made on.
 *
 * @param hardware whether they may be encoded by hardware
 * @param devices whether capture cards may be opened
 */
public record MachineUse(boolean hardware, boolean devices) {
    /** As long as nobody says otherwise. */
    public static final MachineUse DEFAULT = new MachineUse(true, false);
}
