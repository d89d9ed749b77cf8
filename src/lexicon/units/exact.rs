//! Exact products and quotients. `Decimal` rounds both silently, so this works on the integers behind them.

use rust_decimal::Decimal;

/// The product of `above` over the product of `below`. `None` unless the quotient is a decimal of 28 digits.
pub(crate) fn divide(above: &[Decimal], below: &[Decimal]) -> Option<Decimal> {
    let (mut numerator, mut denominator, mut scale) = (1_i128, 1_i128, 0_i32);
    for value in above.iter().map(Decimal::normalize) {
        numerator = reduced_product(numerator, value.mantissa(), &mut denominator)?;
        scale += i32::try_from(value.scale()).ok()?;
    }
    for value in below.iter().map(Decimal::normalize) {
        denominator = reduced_product(denominator, value.mantissa(), &mut numerator)?;
        scale -= i32::try_from(value.scale()).ok()?;
    }
    if numerator == 0 {
        return Some(Decimal::ZERO);
    }
    let common = greatest_common_divisor(numerator.checked_abs()?, denominator.checked_abs()?);
    (numerator, denominator) = (numerator / common, denominator / common);
    // What is left below must be twos and fives: tenths in disguise.
    while denominator != 1 {
        let missing = if denominator % 10 == 0 {
            1
        } else if denominator % 2 == 0 {
            5
        } else if denominator % 5 == 0 {
            2
        } else {
            return None;
        };
        denominator = denominator.checked_mul(missing)? / 10;
        numerator = numerator.checked_mul(missing)?;
        scale += 1;
    }
    while scale > 0 && numerator % 10 == 0 {
        numerator /= 10;
        scale -= 1;
    }
    while scale < 0 {
        numerator = numerator.checked_mul(10)?;
        scale += 1;
    }
    Decimal::try_from_i128_with_scale(numerator, u32::try_from(scale).ok()?).ok()
}

/// `product` × `factor`, after what they share with `other` is taken out of both sides.
fn reduced_product(product: i128, factor: i128, other: &mut i128) -> Option<i128> {
    let common = greatest_common_divisor(factor.checked_abs()?, other.checked_abs()?).max(1);
    *other /= common;
    product.checked_mul(factor / common)
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
