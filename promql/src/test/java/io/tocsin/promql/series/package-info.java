@NullMarked
package io.tocsin.promql.series;

import org.jspecify.annotations.NullMarked;
