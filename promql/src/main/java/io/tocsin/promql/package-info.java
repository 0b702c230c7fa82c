/** The query language: parse, plan, evaluate; rule files and templates. */
@NullMarked
package io.tocsin.promql;

import org.jspecify.annotations.NullMarked;
