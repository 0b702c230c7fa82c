package io.tocsin.schemas.frame;

/**
 * What a frame may have at most; more is malformed.
 *
 * @param series in a frame
 * @param labels of one series, its name included
 * @param symbolBytes of one label name, value, help text or unit, in UTF-8
 */
public record FrameLimits(int series, int labels, int symbolBytes) {

    public static final FrameLimits DEFAULT = new FrameLimits(65_536, 128, 4_096);
}
