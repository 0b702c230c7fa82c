package io.tocsin.collector.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of OTLP's JSON that are not objects: numbers may stand in quotes, and have to if they are not finite. */
final class JsonScalars {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int LONGEST_NUMBER = 400;
    private static final int MOST_INTEGER_DIGITS = 20;
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);
    private static final Set<String> HEXADECIMAL = Set.of("trace_id", "span_id", "parent_span_id");

    private JsonScalars() {}

    /**
     * The current token as a value of the field.
     *
     * @throws IllegalArgumentException if it is none; the message says what was expected
     */
    static Object read(FieldDescriptor field, JsonParser in) throws IOException {
        return switch (field.getJavaType()) {
            case INT -> integer(number(in), isUnsigned(field), Integer.SIZE).intValue();
            case LONG -> integer(number(in), isUnsigned(field), Long.SIZE).longValue();
            case DOUBLE -> real(in);
            case FLOAT -> (float) real(in);
            case BOOLEAN -> bool(in);
            case STRING -> string(in);
            case BYTE_STRING -> bytes(field, in);
            case ENUM -> enumValue(field, in);
            case MESSAGE -> throw new IllegalArgumentException("an object");
        };
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }

    private static String number(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token.isNumeric() || token == JsonToken.VALUE_STRING) {
            String text = in.getText();
            if (text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()) {
                return text;
            }
        }
        throw new IllegalArgumentException("a number");
    }

    private static BigInteger integer(String text, boolean unsigned, int bits) {
        BigDecimal value = new BigDecimal(text);
        // Asked first, so that 1e999999999 is refused before its digits are made.
        boolean small =
                value.signum() == 0 || Math.abs((long) value.precision() - value.scale()) <= MOST_INTEGER_DIGITS;
        if (!small || value.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("a whole number of " + bits + " bits");
        }
        BigInteger whole = value.toBigIntegerExact();
        BigInteger least =
                unsigned ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(bits - 1).negate();
        BigInteger range = bits == Long.SIZE ? TWO_TO_64 : BigInteger.ONE.shiftLeft(bits);
        if (whole.compareTo(least) < 0 || whole.subtract(least).compareTo(range) >= 0) {
            throw new IllegalArgumentException("a whole number of " + bits + " bits");
        }
        return whole;
    }

    private static double real(JsonParser in) throws IOException {
        return switch (in.getText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> finite(number(in));
        };
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("a number of 64 bits");
        }
        return value;
    }

    private static boolean bool(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    private static String string(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("a string");
        }
        String text = in.getText();
        if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))
                && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a string of whole characters");
        }
        return text;
    }

    private static ByteString bytes(FieldDescriptor field, JsonParser in) throws IOException {
        String text = string(in);
        boolean hexadecimal = HEXADECIMAL.contains(field.getName());
        try {
            return ByteString.copyFrom(
                    hexadecimal
                            ? HexFormat.of().parseHex(text)
                            : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(hexadecimal ? "hexadecimal digits" : "Base64", e);
        }
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, JsonParser in) throws IOException {
        EnumValueDescriptor named = field.getEnumType().findValueByName(in.getText());
        return named != null
                ? named
                : field.getEnumType()
                        .findValueByNumberCreatingIfUnknown(
                                integer(number(in), false, Integer.SIZE).intValue());
    }
}
